-- Recorded by the first start. Until now there was only one profile.
ALTER TABLE "installation" ADD COLUMN "profile" TEXT;
UPDATE "installation" SET "profile" = 'keydesk';
