-- A new value can be used only after the transaction that adds it.
ALTER TYPE "LedgerKind" ADD VALUE 'reversal';
