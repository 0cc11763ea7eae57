package eval_test

import (
	"archive/tar"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"hearsay/internal/eval"
)

// In the first document one day is right, one has another value in the key, and
// of one the key has more words; the second has none to be found.
const timed = `{"id":"a","corpus":"tbaq","text":"She left Friday. He fled in May.\n\nThey met on March 3, 1999.","sents":[` +
	`{"toks":["She","left","Friday","."],"ws":[true,true,false,true],"cs":[[0,3],[4,8],[9,15],[15,16]]},` +
	`{"toks":["He","fled","in","May","."],"ws":[true,true,true,false,true],"cs":[[17,19],[20,24],[25,27],[28,31],[31,32]]},` +
	`{"toks":["They","met","on","March","3",",","1999","."],"ws":[true,true,true,true,false,true,false,true],` +
	`"cs":[[34,38],[39,42],[43,45],[46,51],[52,53],[53,54],[55,59],[59,60]]}],` +
	`"timex":[[0,2,3,"DATE","1999-03-26"],[1,3,4,"DATE","1998-05-XX"],[2,2,7,"DATE","1999-03-03"]],"meta":{"dct":"1999-03-30T08:00:00"}}
{"id":"b","corpus":"tbaq","text":"She left.","sents":[{"toks":["She","left","."],"ws":[true,false,true],"cs":[[0,3],[4,8],[8,9]]}],"timex":[],"meta":{"dct":"1999-03-30"}}
`

func TestRunWhen(t *testing.T) {
	rows, err := eval.Run(fstest.MapFS{"tbaq-dev.jsonl.xz": {Data: compressed(t, timed)}}, nil, eval.Options{Only: []string{"when"}, Corpus: []string{"TBAQ"}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		if r.Input == "gold" {
			got = append(got, fmt.Sprint(r.By, " ", r.Measure, " ", r.Total()))
		}
	}
	want := []string{"hearsay spans [2 3 3]", "hearsay spans, relaxed [3 3 3]", "hearsay types [3 3 3]", "hearsay values [2 3 3]"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

// archive packs files as the pairs come.
func archive(t *testing.T, files map[string]string, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, n := range names {
		if err := w.WriteHeader(&tar.Header{Name: n, Mode: 0o644, Size: int64(len(files[n])), Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[n])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return compressed(t, b.String())
}

func TestRunPairs(t *testing.T) {
	recognizers := archive(t, map[string]string{"en/DateTimeModel.json": "\ufeff" + `[
		{"Input":"back on friday","Context":{"ReferenceDateTime":"2021-05-04T00:00:00"},"Results":[{"Text":"friday","TypeName":"datetimeV2.date",
			"Resolution":{"values":[{"timex":"XXXX-WXX-5","type":"date","value":"2021-05-07"}]}}]},
		{"Input":"back on friday","Context":{"ReferenceDateTime":"2021-05-04T00:00:00"},"Results":[{"Text":"friday","TypeName":"datetimeV2.date",
			"Resolution":{"values":[{"timex":"XXXX-WXX-5","type":"date","value":"2021-05-08"}]}}]},
		{"Input":"back for 36 hours","Context":{"ReferenceDateTime":"2021-05-04T00:00:00"},"Results":[{"Text":"36 hours","TypeName":"datetimeV2.duration",
			"Resolution":{"values":[{"timex":"P1DT12H","type":"duration","value":"129600"}]}}]},
		{"Input":"back at home","Results":[]}]`}, "en/DateTimeModel.json")
	others := archive(t, map[string]string{
		"p/duckling-en.jsonl": `{"text":"tomorrow","ref":"2021-05-04T04:30:00-02:00","kind":"datetime","values":["2021-05-05T00:00:00"],"grain":"day","locale":"US"}
{"text":"may 3 to may 5","ref":"2021-05-01T04:30:00-02:00","kind":"datetimeInterval","values":["2021-05-03T00:00:00","2021-05-06T00:00:00"],"grain":"day","locale":"EN"}`,
		"p/duckling-en-negative.txt": "fine with me\nfriday\n",
		"p/chrono-en.jsonl":          `{"text":"on 5 May 2021","ref":"2021-05-04T10:00:00","parser":"chrono","start":{"year":2021,"month":5,"day":5}}`,
		"p/chrono-en-negative.jsonl": `{"text":"notoday","ref":null,"parser":"chrono"}`,
	}, "p/duckling-en.jsonl", "p/duckling-en-negative.txt", "p/chrono-en.jsonl", "p/chrono-en-negative.jsonl")
	raw := fstest.MapFS{"recognizers-datetime-en.tar.xz": {Data: recognizers}, "timex-pairs.tar.xz": {Data: others}}
	o := eval.Options{Only: []string{"when"}, Corpus: []string{"Recognizers", "duckling", "chrono"}, Raw: raw, Errors: new(eval.Errors)}
	rows, err := eval.Run(fstest.MapFS{}, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprint(r.Corpus, " ", r.Measure, " ", r.Total()))
	}
	want := []string{
		"Recognizers values [2 3 3]", "Recognizers values, date [1 2 2]", "Recognizers values, duration [1 1 1]", "Recognizers left alone [1 1 1]",
		"duckling values [2 2 2]", "duckling values, datetime [1 1 1]", "duckling values, datetimeInterval [1 1 1]", "duckling left alone [1 2 2]",
		"chrono values [1 1 1]", "chrono values, all [1 1 1]", "chrono left alone [1 1 1]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	var b bytes.Buffer
	o.Errors.Print(&b, 5)
	if !strings.Contains(b.String(), `"back on friday" at 2021-05-04 00:00:00: "friday" 2021-05-07`) {
		t.Errorf("the wrong pair is not among the mistakes:\n%s", b.String())
	}
}

func TestPairsErrors(t *testing.T) {
	for name, data := range map[string][]byte{
		"missing":   nil,
		"no xz":     []byte("{}"),
		"cut off":   archive(t, map[string]string{"a/DateTimeModel.json": "[]"}, "a/DateTimeModel.json")[:40],
		"no JSON":   archive(t, map[string]string{"a/DateTimeModel.json": "["}, "a/DateTimeModel.json"),
		"one shape": archive(t, map[string]string{"a/DateTimeModel.json": `[{"Input":1}]`}, "a/DateTimeModel.json"),
	} {
		raw := fstest.MapFS{}
		if data != nil {
			raw["recognizers-datetime-en.tar.xz"] = &fstest.MapFile{Data: data}
		}
		_, err := eval.Run(fstest.MapFS{}, nil, eval.Options{Only: []string{"when"}, Corpus: []string{"Recognizers"}, Raw: raw})
		if err == nil || !strings.Contains(err.Error(), "Recognizers") {
			t.Errorf("%s: error %v; want one that names the pairs", name, err)
		}
	}
}
