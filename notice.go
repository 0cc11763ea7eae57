package hearsay

import _ "embed"

// License is the text of the licence that hearsay may be used under: the Apache
// License, version 2.0.
//
//go:embed LICENSE
var License string

// Notice says where what hearsay is built with comes from, and under what terms:
// the model's corpora, the gazetteer, the word lists.
//
//go:embed NOTICE
var Notice string
