package server

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"hearsay/internal/casefile"
)

// metrics are what /metrics tells.
type metrics struct {
	requests *prometheus.HistogramVec
	stages   *prometheus.HistogramVec
	handler  http.Handler
}

func newMetrics(store casefile.Store, version string) *metrics {
	m := &metrics{
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "hearsay_request_seconds", Help: "How long requests took, by the pattern of their address.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}}, []string{"route", "method", "status"}),
		stages: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "hearsay_stage_seconds", Help: "How long each stage of a document took: take in (of a batch), read, link, hook.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 60}}, []string{"stage"}),
	}
	info := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "hearsay_info", Help: "The version of the program."}, []string{"version"})
	info.WithLabelValues(version).Set(1)
	r := prometheus.NewRegistry()
	r.MustRegister(m.requests, m.stages, info, counted{store}, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.handler = promhttp.HandlerFor(r, promhttp.HandlerOpts{DisableCompression: true, Timeout: 10 * time.Second, ErrorHandling: promhttp.ContinueOnError})
	return m
}

// stage notes how long a stage took.
func (m *metrics) stage(name string, took time.Duration) {
	m.stages.WithLabelValues(name).Observe(took.Seconds())
}

// request notes how long a request took. route is the pattern that it matched.
func (m *metrics) request(route, method string, status int, took time.Duration) {
	if _, path, ok := strings.Cut(route, " "); ok {
		route = path
	}
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodDelete, http.MethodPut:
	default:
		method = "other"
	}
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Observe(took.Seconds())
}

// counted tells how much is in a case when it is asked.
type counted struct{ store casefile.Store }

var (
	documents = prometheus.NewDesc("hearsay_documents", "Documents in the case, by how far they have come.", []string{"state"}, nil)
	records   = prometheus.NewDesc("hearsay_records", "Records in the case, by kind.", []string{"kind"}, nil)
	size      = prometheus.NewDesc("hearsay_case_bytes", "Size of the case.", nil, nil)
)

// Describe implements [prometheus.Collector].
func (counted) Describe(ch chan<- *prometheus.Desc) { ch <- documents; ch <- records; ch <- size }

// Collect implements [prometheus.Collector].
func (c counted) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	n, err := c.store.Counts(ctx)
	if err != nil {
		ch <- prometheus.NewInvalidMetric(documents, err)
		return
	}
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	gauge(documents, float64(n.Read), "read")
	gauge(documents, float64(n.Waiting), "waiting")
	gauge(documents, float64(n.Broken), "failed")
	gauge(documents, float64(n.OtherLanguage), "unread")
	gauge(records, float64(n.Events), "event")
	gauge(records, float64(n.Attributions), "attribution")
	gauge(records, float64(n.Edits), "edit")
	gauge(size, float64(n.Bytes))
}
