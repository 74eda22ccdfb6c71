package dev.headroom.provider;

import java.net.URI;
import java.time.Instant;

/// How one account of z.ai is asked, at the hosts of its region and in the name of its team.
record ZaiApi(Zai provider, Access access, Api api, Instant now) {

  static final String CHINA = "china";

  boolean isChina() {
    return access.text("region").equals(CHINA);
  }

  boolean isTeam() {
    return access.findText("organization").isPresent();
  }

  Request request(String path) {
    return request(access.uri(isChina() ? "china-url" : "base-url"), path);
  }

  Request request(URI base, String path) {
    var request = Request.get(base, path).bearer(access.secret("key"));
    var team =
        access
            .findText("organization")
            .map(id -> request.header("Bigmodel-Organization", id))
            .orElse(request);
    return access.findText("project").map(id -> team.header("Bigmodel-Project", id)).orElse(team);
  }

  /// The data of an answer, which may be absent.
  ///
  /// @throws ApiException also for an answer that says with status 200 that it failed
  Json data(Request request) {
    var answer = api.send(request);
    var body = answer.json();
    if (!body.at("success").flag()) {
      throw Failures.of(provider, request, answer, now, access.secrets());
    }
    return body.at("data");
  }
}
