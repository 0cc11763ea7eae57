# Tables of a case in R: on whose word each kind of event stands.
#
#   hearsay add bay.hearsay examples/
#   hearsay export bay.hearsay parquet -o tables
#   Rscript python/examples/tables.R tables
#
# Needs the package arrow; for readr, export csv and use read_csv().
library(arrow)

folder <- commandArgs(trailingOnly = TRUE)[1]
events <- read_parquet(file.path(folder, "events.parquet"))
claims <- read_parquet(file.path(folder, "claims.parquet"))

both <- merge(events, claims, by = c("document_id", "event_id"), suffixes = c("", ".claim"))
print(table(both$type, ifelse(both$anonymous, "unnamed", "named")))
print(aggregate(confidence ~ source, both, length) |> sort_by(~ list(-confidence)) |> head(10))
