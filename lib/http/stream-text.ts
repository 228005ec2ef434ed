/** An answer too long for one text: its parts are made when the other end has room for them. */
export function streamText(parts: AsyncGenerator<string, void, void>, contentType = 'application/json'): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return();
    },
  });
  return new Response(body, { headers: { 'content-type': contentType } });
}
