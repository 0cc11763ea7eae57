# Reads the tables as R does, and cuts words out of texts by their offsets, which
# count characters from 0: Rscript tables.R FOLDER
if (!requireNamespace("readr", quietly = TRUE)) quit(status = 77)
folder <- commandArgs(trailingOnly = TRUE)[1]
read <- function(name) {
  t <- suppressMessages(readr::read_csv(file.path(folder, paste0(name, ".csv")), col_types = readr::cols(.default = readr::col_character()), na = character()))
  stopifnot(nrow(readr::problems(t)) == 0)
  # the apostrophe that keeps spreadsheets from computing
  as.data.frame(lapply(t, function(x) sub("^'(?=[=+@\t\r-])", "", x, perl = TRUE)))
}
documents <- read("documents")
n <- 0
for (table in list(c("places", "text", "start", "end"), c("times", "text", "start", "end"), c("events", "trigger", "trigger_start", "trigger_end"))) {
  t <- read(table[1])
  text <- documents$text[match(t$document_id, documents$document_id)]
  words <- substr(text, as.integer(t[[table[3]]]) + 1, as.integer(t[[table[4]]]))
  stopifnot(identical(words, t[[table[2]]]))
  n <- n + nrow(t)
}
stopifnot(n > 0)
cat("tables", n, "\n")
