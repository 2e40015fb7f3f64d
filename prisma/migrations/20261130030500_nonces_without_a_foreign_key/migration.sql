-- No key is ever deleted, so the constraint protected nothing. Checking it took a tenth of the statement that takes a nonce.
ALTER TABLE "signature_nonces" DROP CONSTRAINT "signature_nonces_api_key_id_fkey";
