-- Papers are looked up by title and by number, from the notice that cites and from the one that is cited.

CREATE INDEX notices_title ON notices (title);

CREATE INDEX notices_plan_title ON notices (plan_title);

CREATE INDEX citations_title ON citations (title);

CREATE INDEX citations_doc_number ON citations (doc_number) WHERE doc_number IS NOT NULL;
