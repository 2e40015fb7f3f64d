/** The chunks as they are read. Stops reading them when the client goes away. */
function streamOf(chunks: AsyncGenerator<string>): ReadableStream {
  const stream = new ReadableStream<string>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
  return stream.pipeThrough(new TextEncoderStream());
}

interface SentFile {
  name: string;
  contentType: string;
  chunks: AsyncGenerator<string>;
}

/** A response that the browser saves as a file. It is sent while it is read. */
export function fileResponse({ name, contentType, chunks }: SentFile): Response {
  return new Response(streamOf(chunks), {
    headers: {
      'cache-control': 'no-store',
      'content-type': contentType,
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
}
