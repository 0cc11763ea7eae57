// Package docs holds the documentation: the files beside this one, in Markdown.
package docs

import "embed"

// Files are the pages, by their paths below this folder.
//
//go:embed *.md */*.md
var Files embed.FS
