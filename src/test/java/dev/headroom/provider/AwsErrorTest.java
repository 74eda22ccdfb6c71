package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Failure.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AwsErrorTest {

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException, FORBIDDEN",
    "AccessDenied, FORBIDDEN",
    "UnrecognizedClientException, AUTH",
    "InvalidClientTokenId, AUTH",
    "InvalidSignatureException, AUTH",
    "SignatureDoesNotMatch, AUTH",
    "ExpiredTokenException, AUTH",
    "RequestExpired, AUTH",
    "ThrottlingException, RATE_LIMITED",
    "Throttling, RATE_LIMITED",
    "com.amazonaws.servicequotas#TooManyRequestsException, RATE_LIMITED",
    "LimitExceededException, RATE_LIMITED",
    "OptInRequired, NOT_AVAILABLE",
    "RegionDisabledException, NOT_AVAILABLE",
    "NoSuchResourceException, NOT_AVAILABLE",
    "com.amazon.coral.service#InternalFailure, UNREACHABLE",
    "ServiceException, UNREACHABLE"
  })
  void goesByTheNameInTheBodyAndInTheHeader(String name, Kind kind) {
    var json = Json.write(Map.of("__type", name));
    var header = Map.of("x-amzn-errortype", List.of(name + ":http://internal.amazon.com/"));

    assertThat(AwsError.kind(new Answer(400, Map.of(), json))).contains(kind);
    assertThat(AwsError.kind(new Answer(400, header, "{}"))).contains(kind);
  }

  @Test
  void findsTheNameInXml() {
    var denied = Fixtures.of("bedrock").answer("error_access_denied.xml", 403);

    assertThat(AwsError.kind(denied)).contains(Kind.FORBIDDEN);
    assertThat(AwsError.is(denied, "accessdenied")).isTrue();
    assertThat(ErrorBody.of(denied).message().orElseThrow()).contains("cloudwatch:GetMetricData");
  }

  @Test
  void leavesWhatItDoesNotKnowToTheStatus() {
    assertThat(AwsError.kind(new Answer(400, Map.of(), "{\"__type\": \"Odd\"}"))).isEmpty();
    assertThat(AwsError.kind(new Answer(400, Map.of(), "<html>no</html>"))).isEmpty();
    assertThat(AwsError.kind(new Answer(400, Map.of(), ""))).isEmpty();
  }
}
