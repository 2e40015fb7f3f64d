/** The chunks as they are read. Stops reading them when the client goes away. */
export function streamOf(chunks: AsyncGenerator<string>): ReadableStream {
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
