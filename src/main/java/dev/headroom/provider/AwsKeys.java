package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/// The keys that an account has of its own. Where it has none, [AwsChain] looks for some.
final class AwsKeys {

  private static final String ACCESS_KEY = "access-key";
  private static final String SECRET_KEY = "secret-key";
  private static final String SESSION_TOKEN = "session-token";

  private AwsKeys() {}

  static List<Option> options() {
    return List.of(
        Option.text(
                ACCESS_KEY,
                "the access key's id; without keys, the default credential chain of AWS is asked")
            .beside(SECRET_KEY),
        Option.secret(SECRET_KEY, "the secret access key").optional().beside(ACCESS_KEY),
        Option.secret(SESSION_TOKEN, "the session token of temporary keys")
            .optional()
            .beside(ACCESS_KEY, SECRET_KEY));
  }

  /// Whether the account has keys of its own, or is meant to.
  static boolean areGiven(Access access) {
    return access.findText(ACCESS_KEY).isPresent()
        || access.findSecret(SECRET_KEY).isPresent()
        || access.findSecret(SESSION_TOKEN).isPresent();
  }

  /// The account's own keys, or those that the chain finds.
  ///
  /// @throws ApiException auth, when there are none
  static AwsCredentials of(Access access, Api api) {
    return areGiven(access) ? own(access) : new AwsChain(access, api).keys();
  }

  private static AwsCredentials own(Access access) {
    var id = access.findText(ACCESS_KEY);
    var secret = value(access, SECRET_KEY);
    if (id.isEmpty() || secret.isEmpty()) {
      throw ApiException.of(
          Failure.Kind.AUTH, "access-key and secret-key must be given together, or neither");
    }
    var token = value(access, SESSION_TOKEN);
    return token.isPresent()
        ? AwsSessionCredentials.create(id.get(), secret.get(), token.get())
        : AwsBasicCredentials.create(id.get(), secret.get());
  }

  private static Optional<String> value(Access access, String key) {
    return access.findSecret(key).map(Secret::value);
  }
}
