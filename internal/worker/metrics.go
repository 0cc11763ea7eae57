package worker

import (
	"context"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"hearsay"
	"hearsay/internal/casefile"
)

// metrics are what /metrics tells of a worker. The stages bear the name that
// hearsay serve gives them, too.
type metrics struct {
	stages    *prometheus.HistogramVec
	documents *prometheus.CounterVec
	errors    *prometheus.CounterVec
	handler   http.Handler
}

func newMetrics(s casefile.Store, version string) *metrics {
	m := &metrics{
		stages: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "hearsay_stage_seconds", Help: "How long each stage of a document took: read, keep, link.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 60}}, []string{"stage"}),
		documents: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "hearsay_worker_documents_total", Help: "Documents that this worker read, or set aside as failed."}, []string{"outcome"}),
		errors:    prometheus.NewCounterVec(prometheus.CounterOpts{Name: "hearsay_worker_errors_total", Help: "Tries that failed, by stage."}, []string{"stage"}),
	}
	info := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "hearsay_info", Help: "The version of the program."}, []string{"version"})
	info.WithLabelValues(version).Set(1)
	r := prometheus.NewRegistry()
	r.MustRegister(m.stages, m.documents, m.errors, info, queue{s}, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.handler = promhttp.HandlerFor(r, promhttp.HandlerOpts{Timeout: 10 * time.Second, ErrorHandling: promhttp.ContinueOnError})
	return m
}

// queue tells what waits in a case when it is asked.
type queue struct{ store casefile.Store }

var (
	jobs    = prometheus.NewDesc("hearsay_queue_jobs", "Documents on their way to be read, by state: waiting, running, retrying.", []string{"state"}, nil)
	oldest  = prometheus.NewDesc("hearsay_queue_oldest_seconds", "How long the first that waits has waited.", nil, nil)
	links   = prometheus.NewDesc("hearsay_queue_links", "Documents that wait to be linked.", nil, nil)
	workers = prometheus.NewDesc("hearsay_workers", "Workers on the case, on all machines.", nil, nil)
)

// Describe implements [prometheus.Collector].
func (queue) Describe(ch chan<- *prometheus.Desc) {
	ch <- jobs
	ch <- oldest
	ch <- links
	ch <- workers
}

// Collect implements [prometheus.Collector].
func (c queue) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	q, err := c.store.Queue(ctx)
	if err != nil {
		ch <- prometheus.NewInvalidMetric(jobs, err)
		return
	}
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	gauge(jobs, float64(q.Waiting), "waiting")
	gauge(jobs, float64(q.Running), "running")
	gauge(jobs, float64(q.Retrying), "retrying")
	gauge(oldest, q.Oldest.Seconds())
	gauge(links, float64(q.Unlinked))
	gauge(workers, float64(q.Workers))
}

// listen answers for the worker: /metrics for Prometheus, /healthz while it
// lives, /readyz while it can reach its case.
func (w *worker) listen(ctx context.Context) (stop func(), err error) {
	l, err := net.Listen("tcp", w.o.Listen)
	if err != nil {
		return nil, &hearsay.Error{Op: "work", Kind: hearsay.Invalid, Err: err, Hint: "Give --listen HOST:PORT of this machine that is free."}
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", w.metrics.handler)
	mux.HandleFunc("GET /healthz", func(rw http.ResponseWriter, _ *http.Request) { rw.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", func(rw http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		if _, err := w.store.Queue(ctx); err != nil {
			http.Error(rw, "the case is not to be reached", http.StatusServiceUnavailable)
			return
		}
		rw.Write([]byte("ready\n"))
	})
	srv := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second, MaxHeaderBytes: 16 << 10}
	done := make(chan struct{})
	go func() {
		defer close(done)
		srv.Serve(l)
	}()
	if w.o.Ready != nil {
		w.o.Ready(l.Addr().String())
	}
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		srv.Shutdown(ctx)
		srv.Close()
		<-done
	}, nil
}
