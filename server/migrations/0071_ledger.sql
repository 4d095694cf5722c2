-- Agency money is checked by receiver: few lines have one, and a check must not read the others.
create index lines_receivers on ledger.lines (book_id, account) where counterparty_id is not null;
