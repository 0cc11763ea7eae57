package neural

// Words is what the model says about the words of one document, numbered
// through the document from 0. It is read-only and owned by the caller.
type Words struct{}
