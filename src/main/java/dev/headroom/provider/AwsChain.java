package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;

/// The default credential chain of AWS: environment, web identity, profile, container, instance.
/// Where the account names a profile, only that one. It is asked anew for each poll.
///
/// What it asks of AWS goes through the account's [Api]; only the metadata services of a container
/// or an instance, which are on the machine's own link, are the SDK's own business.
///
/// https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html
final class AwsChain implements Api {

  static final String PROFILE = "profile";

  private final Access access;
  private final Api api;
  private volatile Optional<ApiException> refusal = Optional.empty();

  AwsChain(Access access, Api api) {
    this.access = access;
    this.api = api;
  }

  /// The keys it finds; a broken file of AWS's own has none. It is asked on a thread of its own: a
  /// metadata service or a program of a profile must not outlast the poll.
  ///
  /// @throws ApiException what AWS refused on the way; otherwise auth, when there are none
  AwsCredentials keys() {
    var task =
        new FutureTask<>(() -> ScopedValue.where(AwsChainHttp.ACCOUNT, this).call(this::resolve));
    Thread.ofVirtual().name("aws-chain-" + access.account()).start(task);
    try {
      return task.get(api.left().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw unreachable("the default credential chain of AWS found no keys in time");
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw unreachable("stopped while the default credential chain of AWS was asked");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException ? refusal.orElseGet(this::none) : bug(e);
    }
  }

  private AwsCredentials resolve() {
    var profile = access.findText(PROFILE);
    if (profile.isPresent()) {
      try (var chain = ProfileCredentialsProvider.create(profile.get())) {
        return chain.resolveCredentials();
      }
    }
    try (var chain = DefaultCredentialsProvider.builder().build()) {
      return chain.resolveCredentials();
    }
  }

  /// Remembers what AWS refuses: the chain itself goes on to its next member, and forgets it.
  @Override
  public Answer send(Request request) {
    try {
      if (!Origins.isAmong(AwsService.origins(access), request.url())) {
        throw ApiException.of(
            Failure.Kind.NOT_AVAILABLE,
            "the default credential chain asks "
                + Origins.of(request.url())
                + ", which is not an address of AWS; give it as token-url if it is yours");
      }
      return api.send(request);
    } catch (ApiException e) {
      refusal = Optional.of(e);
      throw e;
    }
  }

  @Override
  public Secret accessToken(OAuth oauth, Optional<Secret> refused) {
    return api.accessToken(oauth, refused);
  }

  private ApiException none() {
    return ApiException.of(
        Failure.Kind.AUTH,
        access
            .findText(PROFILE)
            .map(name -> "the AWS profile " + name + " gives no keys; sign in to it, or set it up")
            .orElse(
                "no AWS keys were found; give access-key and secret-key, or a profile, or run where"
                    + " the default credential chain finds some: environment, web identity,"
                    + " container or instance role"));
  }

  private static ApiException unreachable(String reason) {
    return ApiException.of(Failure.Kind.UNREACHABLE, reason);
  }

  private static IllegalStateException bug(ExecutionException e) {
    return new IllegalStateException("the default credential chain of AWS failed", e.getCause());
  }
}
