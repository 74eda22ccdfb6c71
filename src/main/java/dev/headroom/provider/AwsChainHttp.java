package dev.headroom.provider;

import com.google.auto.service.AutoService;
import java.time.Duration;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;

/// What the SDK's own clients send with: those that the default chain makes by itself, to take on a
/// role or to sign on. They use the way out of the account that the chain is asked for.
@AutoService(SdkHttpService.class)
public final class AwsChainHttp implements SdkHttpService {

  /// The way out of the account at hand.
  static final ScopedValue<Api> ACCOUNT = ScopedValue.newInstance();

  @Override
  public SdkHttpClient.Builder<?> createHttpClientBuilder() {
    return (Builder) defaults -> new OfTheAccount();
  }

  private interface Builder extends SdkHttpClient.Builder<Builder> {}

  private static final class OfTheAccount implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new AwsHttp(ACCOUNT.get(), Duration.ZERO).prepareRequest(request);
    }

    @Override
    public void close() {}
  }
}
