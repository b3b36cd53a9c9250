//! The same listings and texts in tantivy, in memory.

use registry::search::listing::Listing;
use tantivy::{
    DocId, Index, IndexReader, IndexWriter, ReloadPolicy, Score, SegmentOrdinal, SegmentReader,
    TantivyDocument, Term,
    collector::{Collector, SegmentCollector, TopDocs},
    columnar::Column,
    query::QueryParser,
    schema::{
        FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
    },
    tokenizer::{Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer},
};

use crate::{
    listings::{FACETS, facets, words},
    measure::{Mean, PAGE, Row, TEXTS, resident_mb, timed},
};

const SEARCHES: usize = 400;
const CHANGES: usize = 20;
const WRITER_BYTES: usize = 100_000_000;

struct Listings {
    index: Index,
    writer: IndexWriter,
    reader: IndexReader,
    id: Field,
    words: Field,
    facets: Vec<Field>,
}

pub(crate) fn measure(listings: &[Listing]) -> anyhow::Result<Row> {
    let before = resident_mb()?;
    let (mut index, build_ms) = timed(|| Listings::built(listings))?;
    let memory_mb = resident_mb()? - before;
    Ok(Row {
        engine: "tantivy",
        listings: listings.len(),
        build_ms,
        text: Mean::of(SEARCHES, |number| index.find(TEXTS[number % TEXTS.len()]))?,
        change: Mean::of(CHANGES, |number| {
            index.change(&listings[number * 3 % listings.len()], number)
        })?,
        memory_mb,
        ..Row::default()
    })
}

impl Listings {
    fn empty() -> anyhow::Result<Self> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("swedish")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = TextOptions::default().set_indexing_options(indexing);
        let id = schema.add_text_field("id", STRING | STORED);
        let words = schema.add_text_field("words", text);
        let facets = FACETS.map(|name| schema.add_u64_field(name, FAST));
        let index = Index::create_in_ram(schema.build());
        let analyzer = TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(40))
            .filter(LowerCaser)
            .filter(Stemmer::new(Language::Swedish))
            .build();
        index.tokenizers().register("swedish", analyzer);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        Ok(Self {
            writer: index.writer_with_num_threads(1, WRITER_BYTES)?,
            reader: reader.try_into()?,
            index,
            id,
            words,
            facets: facets.to_vec(),
        })
    }

    /// All listings, in one segment: searches are fastest so.
    fn built(listings: &[Listing]) -> anyhow::Result<Self> {
        let mut index = Self::empty()?;
        for listing in listings {
            index.add(listing, &listing.name)?;
        }
        index.writer.commit()?;
        let segments = index.index.searchable_segment_ids()?;
        if segments.len() > 1 {
            index.writer.merge(&segments).wait()?;
        }
        index.reader.reload()?;
        Ok(index)
    }

    fn add(&self, listing: &Listing, name: &str) -> anyhow::Result<()> {
        let mut document = TantivyDocument::default();
        document.add_text(self.id, listing.id.to_string());
        document.add_text(self.words, words(listing, name));
        for (field, values) in self.facets.iter().zip(facets(listing)?) {
            for value in values {
                document.add_u64(*field, u64::from(value));
            }
        }
        self.writer.add_document(document)?;
        Ok(())
    }

    /// The best of those that have all words, and how many there are.
    fn find(&self, text: &str) -> anyhow::Result<usize> {
        let searcher = self.reader.searcher();
        let mut parser = QueryParser::for_index(&self.index, vec![self.words]);
        parser.set_conjunction_by_default();
        let query = parser.parse_query(text)?;
        let best = TopDocs::with_limit(PAGE).order_by_score();
        let (hits, counts) = searcher.search(&query, &(best, Counting))?;
        for (_, address) in hits {
            let _: TantivyDocument = searcher.doc(address)?;
        }
        Ok(counts.total)
    }

    fn change(&mut self, listing: &Listing, number: usize) -> anyhow::Result<usize> {
        let id = Term::from_field_text(self.id, &listing.id.to_string());
        self.writer.delete_term(id);
        self.add(listing, &format!("{} {number}", listing.name))?;
        self.writer.commit()?;
        self.reader.reload()?;
        Ok(1)
    }
}

/// Counts the hits and, of each facet, the values.
struct Counting;

struct CountingSegment {
    columns: Vec<Column<u64>>,
    counts: Counts,
}

#[derive(Default)]
struct Counts {
    total: usize,
    /// By facet, then by value.
    values: Vec<Vec<u32>>,
}

impl Collector for Counting {
    type Fruit = Counts;
    type Child = CountingSegment;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<CountingSegment> {
        let columns = FACETS.map(|name| segment.fast_fields().u64(name));
        let columns = columns.into_iter().collect::<tantivy::Result<Vec<_>>>()?;
        let room = |column: &Column<u64>| vec![0; column.max_value() as usize + 1];
        let values = columns.iter().map(room).collect();
        let counts = Counts { total: 0, values };
        Ok(CountingSegment { columns, counts })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Counts>) -> tantivy::Result<Counts> {
        let mut all = Counts {
            total: 0,
            values: vec![Vec::new(); FACETS.len()],
        };
        for segment in segments {
            all.total += segment.total;
            for (all, more) in all.values.iter_mut().zip(segment.values) {
                all.resize(all.len().max(more.len()), 0);
                all.iter_mut()
                    .zip(more)
                    .for_each(|(all, more)| *all += more);
            }
        }
        Ok(all)
    }
}

impl SegmentCollector for CountingSegment {
    type Fruit = Counts;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.counts.total += 1;
        for (column, counts) in self.columns.iter().zip(&mut self.counts.values) {
            for value in column.values_for_doc(doc) {
                counts[value as usize] += 1;
            }
        }
    }

    fn harvest(self) -> Counts {
        self.counts
    }
}
