-- What senders can say about a message besides its text.
ALTER TABLE "messages"
  ADD COLUMN "label" TEXT,
  ADD COLUMN "reference" TEXT,
  ADD COLUMN "flash" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "user_data_header" TEXT;
