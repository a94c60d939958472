if (globalThis.WebAssembly?.compileStreaming) {
  const { instantiate } = WebAssembly;
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const patient = async (module, imports, tries = 1) => {
    try {
      return await instantiate(module, imports);
    } catch (error) {
      if (!(error instanceof RangeError) || tries > 9) throw error;
    }
    await wait(200 * tries);
    return patient(module, imports, tries + 1);
  };
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const module = await WebAssembly.compileStreaming(source);
    return { module, instance: await patient(module, imports) };
  };
}
