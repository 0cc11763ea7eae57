//go:build tools

// Package tools pins the tools that checks run, apart from the program's own
// dependencies.
package tools

import _ "honnef.co/go/tools/cmd/staticcheck"
