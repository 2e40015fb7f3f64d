-- CreateTable
CREATE TABLE "signing_secret_hashes" (
    "hash" BYTEA NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "sealed_hash" BYTEA NOT NULL,

    CONSTRAINT "signing_secret_hashes_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "signing_secret_hashes_api_key_id_idx" ON "signing_secret_hashes"("api_key_id");

-- AddForeignKey
ALTER TABLE "signing_secret_hashes" ADD CONSTRAINT "signing_secret_hashes_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "key_leaks" ALTER COLUMN "secret_id" DROP NOT NULL,
    ADD COLUMN "signing_hash" BYTEA,
    ADD CONSTRAINT "key_leaks_one_secret" CHECK (("secret_id" IS NULL) <> ("signing_hash" IS NULL));

-- CreateIndex
CREATE UNIQUE INDEX "key_leaks_signing_hash_source_location_key" ON "key_leaks"("signing_hash", "source", "location");

-- AddForeignKey
ALTER TABLE "key_leaks" ADD CONSTRAINT "key_leaks_signing_hash_fkey" FOREIGN KEY ("signing_hash") REFERENCES "signing_secret_hashes"("hash") ON DELETE CASCADE ON UPDATE CASCADE;
