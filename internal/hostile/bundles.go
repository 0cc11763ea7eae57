package hostile

import (
	"bytes"
	"compress/gzip"
	"hash/crc32"
	"io"
	"strconv"

	"github.com/klauspost/compress/zstd"
)

// Bundles returns what may hold several reports, of about size bytes each, and of
// far more than that when it is unpacked. Names are file names, that tell the format
// where the bytes do not.
func Bundles(size int) []Input {
	lines := `{"text": "The depot burned, Ana Prado said."}` + "\n"
	blanks := fill(" \n", 1<<20)
	all := []Input{
		// Bombs: a gigabyte in a megabyte, and bombs in bombs.
		{Name: "bomb.jsonl.gz", Bytes: repeat(gzipped(lines), gzipped(fill(blanks, 8<<20)), 128)},
		{Name: "bomb.jsonl.zst", Bytes: repeat(zstded(lines), zstded(fill(blanks, 8<<20)), 128)},
		{Name: "twice.jsonl.gz.gz", Bytes: gzipped(string(repeat(gzipped(lines), gzipped(fill(blanks, 8<<20)), 128)))},
		{Name: "thrice.gz", Bytes: gzipped(string(gzipped(string(gzipped(lines)))))},
		{Name: "bomb.txt.gz", Bytes: repeat(nil, gzipped(fill("\x00", 8<<20)), 128)},
		{Name: "cut.jsonl.gz", Bytes: gzipped(fill(lines, size))[:60]},
		{Name: "window.zst", Bytes: []byte("\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00\x61")}, // wants 2 GB to look back
		{Name: "dictionary.xz", Bytes: greedyXZ()},
		// XML: entities in entities and from outside, depth, one element without end.
		{Name: "laughs.xml", Bytes: []byte(laughs + `<rss><channel><item><title>&lol9;</title><link>https://a.example/&lol9;</link></item></channel></rss>`)},
		{Name: "outside.xml", Bytes: []byte(laughs + `<nitf><head><title>&file;</title></head><body><body.content><p>&far;&file;The depot burned.</p></body.content></body></nitf>`)},
		{Name: "parameter.xml", Bytes: []byte(`<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://169.254.169.254/"> %a;]><rss><channel><item><link>https://a.example</link></item></channel></rss>`)},
		{Name: "deep.xml", Bytes: []byte("<newsMessage>" + fill("<a>", size))},
		{Name: "deep-item.xml", Bytes: []byte("<newsItem>" + fill("<contentSet>", size))},
		{Name: "deep-feed.xml", Bytes: []byte("<rss><channel><item>" + fill("<title>", size))},
		{Name: "deep-list.xml", Bytes: []byte("<opml><body>" + fill(`<outline text="a">`, size))},
		{Name: "deep-nitf.xml", Bytes: []byte("<nitf><body><body.content>" + fill("<p>", size))},
		{Name: "endless-item.xml", Bytes: []byte("<newsItem><contentSet><inlineData>" + fill("The depot burned. ", size))},
		{Name: "endless-address.xml", Bytes: []byte("<urlset><url><loc>https://a.example/" + fill("a", size))},
		{Name: "endless-comment.xml", Bytes: []byte("<urlset><!--" + fill("a ", size))},
		{Name: "many-attributes.xml", Bytes: []byte("<opml><outline " + numbered(size, `a%d="1" `) + "/></opml>")},
		// JSON.
		{Name: "deep.jsonl", Bytes: []byte(`{"text":` + fill("[", size) + "\n" + lines)},
		{Name: "deep.json", Bytes: []byte(`{"version":"https://jsonfeed.org/version/1.1","items":` + fill("[{\"a\":", size))},
		{Name: "one-line.jsonl", Bytes: []byte(`{"text": "` + fill("The depot burned. ", size) + `"`)},
		{Name: "surrogates.jsonl", Bytes: []byte(fill(`{"text": "\ud800 \udc00 \u0000 burned"}`+"\n", size))},
		{Name: "same-keys.jsonl", Bytes: []byte("{" + fill(`"text":"a",`, size) + `"text":"The depot burned."}` + "\n" + lines)},
		{Name: "numbers.jsonl", Bytes: []byte(`{"id":1e308,"text":"a"}` + "\n" + `{"id":` + fill("9", size) + `,"text":"a"}` + "\n" + lines)},
		// Tables and mail.
		{Name: "open-quote.csv", Bytes: []byte("url,text\nhttps://a.example,\"" + fill("The depot burned.\n", size))},
		{Name: "columns.csv", Bytes: []byte(fill("url,", size) + "\n" + fill("https://a.example,", size))},
		{Name: "headers.eml", Bytes: []byte(numbered(size, "X-%d: a\r\n") + "\r\nThe depot burned.")},
		{Name: "long-header.eml", Bytes: []byte("Subject: " + fill("a", size) + "\r\n\r\nThe depot burned.")},
		{Name: "parts.eml", Bytes: []byte("Subject: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + fill("--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n", size))},
		{Name: "words.eml", Bytes: []byte("Subject: " + fill("=?utf-8?q?a?= ", min(size, 1<<19)) + "\r\n\r\nThe depot burned.")},
		// Web archives.
		{Name: "header.warc", Bytes: []byte("WARC/1.0\r\nWARC-Type: response\r\nX: " + fill("a", size))},
		{Name: "headers.warc", Bytes: []byte("WARC/1.0\r\n" + numbered(size, "X-%d: a\r\n"))},
		{Name: "length.warc", Bytes: []byte("WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\nContent-Type: text/plain\r\nContent-Length: 9223372036854775807\r\n\r\nThe depot burned.")},
		{Name: "negative.warc", Bytes: []byte("WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\nContent-Type: text/plain\r\nContent-Length: -1\r\n\r\nThe depot burned.")},
		{Name: "http-header.warc", Bytes: record("HTTP/1.1 200 OK\r\nX: " + fill("a", size))},
		{Name: "packed-page.warc", Bytes: record("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + string(repeat(nil, gzipped(fill("<p>", 8<<20)), 16)))},
	}
	return all
}

// record returns a web archive of one answer of a server.
func record(answer string) []byte {
	return []byte("WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\nWARC-Date: 2021-05-04T10:00:00Z\r\n" +
		"WARC-Target-URI: https://a.example/\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: " + strconv.Itoa(len(answer)) + "\r\n\r\n" + answer + "\r\n\r\n")
}

func repeat(head, unit []byte, n int) []byte { return append(head, bytes.Repeat(unit, n)...) }

func gzipped(s string) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	io.WriteString(z, s)
	z.Close()
	return b.Bytes()
}

func zstded(s string) []byte {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		panic(err)
	}
	return z.EncodeAll([]byte(s), nil)
}

// greedyXZ returns the beginning of an xz stream of which the block asks for a
// dictionary of 4 GB.
func greedyXZ() []byte {
	flags := []byte{0, 4}
	b := append([]byte("\xfd7zXZ\x00"), flags...)
	b = append(b, sum(flags)...)
	block := []byte{2, 0, 0x21, 1, 40, 0, 0, 0} // header of 12 bytes: LZMA2, the largest dictionary
	b = append(append(b, block...), sum(block)...)
	return append(b, 1, 0, 2, 'a', '\n', 'b', 0)
}

func sum(b []byte) []byte {
	s := crc32.ChecksumIEEE(b)
	return []byte{byte(s), byte(s >> 8), byte(s >> 16), byte(s >> 24)}
}
