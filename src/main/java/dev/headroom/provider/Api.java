package dev.headroom.provider;

/// One account's way to its provider: sends requests with bounded retries, one at a time.
public interface Api {

  /// Sends `request` and gives its answer, which is a 2xx.
  ///
  /// @throws ApiException for everything else, classified
  Answer send(Request request);
}
