package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Models;
import dev.headroom.usage.Report;
import dev.headroom.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// llm-mux. Tells what went through it, and which of its accounts rest after a refusal; the quotas
/// themselves only where a server has the route that was proposed for them.
///
/// Its management API has two forms: the newer one wraps every answer in `data`. Five wrong keys
/// bar the reader's address: after the first refusal nothing more is asked.
///
/// Wire format: https://github.com/nghyane/llm-mux/blob/main/docs/management-api.yaml
@AutoService(Provider.class)
public final class LlmMux implements Provider {

  private static final String NEWER = "/v1/management";
  private static final String OLDER = "/v0/management";

  private static final Profile PROFILE =
      new Profile(
          "llm-mux",
          "llm-mux",
          "The management key of the proxy, from MANAGEMENT_PASSWORD or llm-mux --init.",
          List.of(
              Option.secret("key", "the management key"),
              Option.url("base-url", "http://localhost:8317", "where the proxy is")),
          Set.of(
              Profile.Told.TOKENS,
              Profile.Told.REQUESTS,
              Profile.Told.WINDOWS,
              Profile.Told.STATUS),
          Duration.ofMinutes(1),
          "free; four requests at most",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Models models() {
    return new Models.OfLogins();
  }

  @Override
  public Optional<String> advice(Kind kind) {
    return switch (kind) {
      case AUTH -> Optional.of(WrongKeys.ADVICE);
      case FORBIDDEN -> Optional.of("the proxy needs a management key and allow-remote");
      case NOT_AVAILABLE -> Optional.of("check base-url");
      case NO_PLAN, RATE_LIMITED, EXHAUSTED, UNREACHABLE, UNREADABLE -> Optional.empty();
    };
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    return WrongKeys.heeded(() -> read(access, api, now), now);
  }

  private static Report read(Access access, Api api, Instant now) {
    try {
      return new Server(access, api, now, NEWER).read();
    } catch (ApiException e) {
      if (e.failure().kind() != Kind.NOT_AVAILABLE) {
        throw e;
      }
      return new Server(access, api, now, OLDER).read();
    }
  }

  /// One form of the management API.
  private record Server(Access access, Api api, Instant now, String root) {

    Report read() {
      var files = get(root, "/auth-files").at("files").list();
      var parts = new Parts();
      quotas(files, parts);
      parts.add("usage", () -> root.equals(NEWER) ? MuxUsage.read(this::usage, now) : older());
      return parts.report();
    }

    private void quotas(List<Json> files, Parts parts) {
      var told =
          parts
              .readIfAvailable("quotas", () -> quotas(root))
              .or(() ->
                  root.equals(NEWER)
                      ? parts.readIfAvailable("quotas of the older form", () -> quotas(OLDER))
                      : Optional.empty());
      if (told.isEmpty()) {
        parts.add("cooldowns", () -> MuxQuotas.cooldowns(files, now));
        return;
      }
      told.get().quotas().forEach(parts::add);
      told.get().barred().forEach(name -> parts.gap(barred(name)));
    }

    private static Gap barred(String name) {
      return new Gap(
          name,
          Failure.of(Kind.FORBIDDEN, "its vendor doesn't serve it; sign in there to see why"));
    }

    private MuxQuotas quotas(String at) {
      return MuxQuotas.read(unwrapped(Daily.send(api, request(at, "/quota/status"))));
    }

    private List<Usage> older() {
      return ProxyUsage.sinceStart(get(root, "/usage"), now);
    }

    private Json usage(List<Request.Field> query) {
      var request = request(root, "/usage");
      for (var field : query) {
        request = request.query(field.name(), field.value());
      }
      return unwrapped(api.send(request));
    }

    private Json get(String at, String path) {
      return unwrapped(api.send(request(at, path)));
    }

    private static Json unwrapped(Answer answer) {
      var body = answer.json();
      return body.at("data").isPresent() ? body.at("data") : body;
    }

    /// Sent once only: a repeated refusal counts towards the bar.
    private Request request(String at, String path) {
      return Request.get(access.uri("base-url"), at + path).bearer(access.secret("key")).asProbe();
    }
  }
}
