package server_test

import (
	"bytes"
	"log/slog"
	"net/url"
	"strings"
	"testing"

	"hearsay/internal/server"
)

// TestSecretsStayOutOfLogs gives tokens in every way that there is, right and wrong,
// and looks for them in the log of everything.
func TestSecretsStayOutOfLogs(t *testing.T) {
	var log bytes.Buffer
	const reading, wrong = "sixteen-to-read-with", "not-the-right-token"
	s := open(t, server.Options{Token: token, ReadToken: reading, Log: slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	secrets := []string{token, reading, wrong}
	for _, secret := range secrets[:3] {
		for _, r := range [][]string{
			{"GET", "/api/counts", "Authorization", "Bearer " + secret},
			{"GET", "/login?token=" + secret},
			{"GET", "/?token=" + secret},
			{"GET", "/metrics", "Authorization", "Basic " + secret},
			{"POST", "/add", "Authorization", "Bearer " + secret},
			{"GET", "/nothing", "Cookie", "hearsay-session=" + secret},
		} {
			w := ask(s, r[0], r[1], nil, r[2:]...)
			for _, c := range w.Cookies() {
				if c.Value != "" {
					secrets = append(secrets, c.Value)
				}
			}
		}
		ask(s, "POST", "/login", url.Values{"token": {secret}})
	}
	if len(secrets) < 5 {
		t.Errorf("nobody was signed in: %d secrets", len(secrets))
	}
	if n := strings.Count(log.String(), `"msg":"request"`); n < 20 {
		t.Fatalf("%d requests in the log", n)
	}
	for _, secret := range secrets {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
}
