package export

import (
	"bytes"
	"encoding/json"
	"io"
)

// A jsonList writes a JSON value that holds one list, an item at a time, each
// on a line of its own, so that a list of any length takes the memory of one item.
type jsonList struct {
	w    io.Writer
	head string // what stands before the first item, "[" included
	n    int
}

// add appends v.
func (l *jsonList) add(v any) error { return l.put("", v) }

// member appends v under a name, where the list is an object.
func (l *jsonList) member(name string, v any) error {
	key, err := json.Marshal(name)
	if err != nil {
		return err
	}
	return l.put(string(key)+": ", v)
}

func (l *jsonList) put(key string, v any) error {
	var b bytes.Buffer
	if l.n == 0 {
		b.WriteString(l.head + "\n ")
	} else {
		b.WriteString(",\n ")
	}
	l.n++
	b.WriteString(key)
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // the line feed
	_, err := b.WriteTo(l.w)
	return err
}

// end writes tail after the last item.
func (l *jsonList) end(tail string) error {
	if l.n == 0 {
		tail = l.head + tail
	} else {
		tail = "\n" + tail
	}
	_, err := io.WriteString(l.w, tail+"\n")
	return err
}
