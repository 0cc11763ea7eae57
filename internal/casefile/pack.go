package casefile

import (
	"encoding/json"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"hearsay"
)

// A Packer turns documents and readings into the bytes that engines keep, and
// back: JSON, packed with zstd. It may be used by several goroutines.
type Packer struct {
	zip   *zstd.Encoder
	unzip *zstd.Decoder
}

// NewPacker returns a Packer.
func NewPacker() *Packer {
	zip, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		panic(err) // the options are constant
	}
	unzip, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0))
	if err != nil {
		panic(err)
	}
	return &Packer{zip, unzip}
}

// record is the JSON of a document.
type record struct {
	Document hearsay.Document  `json:"document"`
	Findings []hearsay.Finding `json:"findings"`
}

// Document packs a document and the findings of its page.
func (p *Packer) Document(d *hearsay.Document, findings []hearsay.Finding) ([]byte, error) {
	return p.pack(record{*d, findings})
}

// OpenDocument unpacks what [Packer.Document] packed.
func (p *Packer) OpenDocument(b []byte) (*hearsay.Document, []hearsay.Finding, error) {
	var x record
	if err := p.open(b, &x); err != nil {
		return nil, nil, fmt.Errorf("a document: %w", err)
	}
	return &x.Document, x.Findings, nil
}

// Reading packs a reading without its document but for the blocks: the rest
// stands with the document.
func (p *Packer) Reading(r *hearsay.Reading) ([]byte, error) {
	bare := *r
	bare.Document = hearsay.Document{ID: r.Document.ID, Blocks: r.Document.Blocks}
	return p.pack(&bare)
}

// OpenReading unpacks what [Packer.Reading] packed, and puts the document d back.
func (p *Packer) OpenReading(b []byte, d *hearsay.Document) (*hearsay.Reading, error) {
	r := new(hearsay.Reading)
	if err := p.open(b, r); err != nil {
		return nil, fmt.Errorf("reading of %s: %w", d.ID, err)
	}
	blocks := r.Document.Blocks
	r.Document, r.Document.Blocks = *d, blocks
	return r, nil
}

// OpenBoth unpacks a reading with its document; the reading is nil if there is none
// yet.
func (p *Packer) OpenBoth(id hearsay.DocumentID, document, reading []byte) (*hearsay.Reading, error) {
	if reading == nil {
		return nil, nil
	}
	d, _, err := p.OpenDocument(document)
	if err != nil {
		return nil, fmt.Errorf("document %s: %w", id, err)
	}
	return p.OpenReading(reading, d)
}

// Bytes packs bytes; nil stays nil.
func (p *Packer) Bytes(b []byte) []byte {
	if b == nil {
		return nil
	}
	return p.zip.EncodeAll(b, nil)
}

// OpenBytes unpacks what [Packer.Bytes] packed.
func (p *Packer) OpenBytes(b []byte) ([]byte, error) {
	if b == nil {
		return nil, nil
	}
	return p.unzip.DecodeAll(b, nil)
}

func (p *Packer) pack(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return p.zip.EncodeAll(b, nil), nil
}

func (p *Packer) open(b []byte, to any) error {
	b, err := p.unzip.DecodeAll(b, nil)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, to)
}
