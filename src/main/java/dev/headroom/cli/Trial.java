package dev.headroom.cli;

import dev.headroom.config.AccountSetup;
import dev.headroom.usage.Report;

/// Reads accounts as polls would, and stores no reading.
public interface Trial extends AutoCloseable {

  /// Reads one account now.
  ///
  /// @throws dev.headroom.provider.ApiException when nothing could be read
  Report read(AccountSetup account);

  @Override
  void close();
}
