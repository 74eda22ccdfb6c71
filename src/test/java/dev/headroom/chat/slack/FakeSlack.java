package dev.headroom.chat.slack;

import static dev.headroom.testing.Eventually.await;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.headroom.secret.Secret;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsContext;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// As much of Slack as Headroom meets, on loopback: Web API, Socket Mode, response URLs, uploads.
public final class FakeSlack implements AutoCloseable {

  static final String SCOPES =
      "commands,chat:write,files:write,files:read,im:write,users:read,channels:read,groups:read,"
          + "channels:history,groups:history,usergroups:read";

  /// A call of a Web API method, or of a response URL as `reply`, or the bytes of a file as
  /// `upload`.
  public record Call(String method, Map<String, String> arguments, String body, long nanos) {}

  /// A command under way. Its replies are the calls of `reply/` and its id.
  public record Sent(String id, long nanos) {}

  /// What is answered instead, once.
  record Fault(int status, Map<String, String> headers, String body) {}

  private static final int DELIVERIES = 3;

  private final Gson gson = new Gson();
  private final Javalin server;
  private final List<WsContext> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger(1000);
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile String scopes = SCOPES;
  private final List<Object> history = new CopyOnWriteArrayList<>();

  public FakeSlack() {
    server =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          routes(config.routes);
        });
    server.start("127.0.0.1", 0);
  }

  private void routes(RoutesConfig routes) {
    routes.post("/api/{method}", this::method);
    routes.post("/reply", context -> take(context, "reply", () -> "ok"));
    routes.post(
        "/reply/{id}", context -> take(context, "reply/" + context.pathParam("id"), () -> "ok"));
    routes.post("/upload/{id}", context -> take(context, "upload", () -> "OK"));
    routes.ws(
        "/socket",
        socket -> {
          socket.onConnect(connected -> {
            connected.send("{\"type\":\"hello\",\"num_connections\":1}");
            sockets.add(connected);
            connections.incrementAndGet();
          });
          socket.onMessage(
              message -> acknowledged.put(envelopeOf(message.message()), System.nanoTime()));
          socket.onClose(sockets::remove);
        });
  }

  private static String envelopeOf(String message) {
    return JsonParser.parseString(message).getAsJsonObject().get("envelope_id").getAsString();
  }

  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  SlackSettings socketMode(String... admins) {
    return new SlackSettings(
        new Secret("xoxb-test"),
        Optional.of(new Secret("xapp-test")),
        Optional.empty(),
        URI.create(url() + "/api"),
        List.of(admins),
        "");
  }

  SlackSettings httpMode(String signingSecret) {
    return new SlackSettings(
        new Secret("xoxb-test"),
        Optional.empty(),
        Optional.of(new Secret(signingSecret)),
        URI.create(url() + "/api/"),
        List.of(),
        "");
  }

  /// Answers the next call of a method with an HTTP error.
  void failNext(String method, int status, Map<String, String> headers) {
    fault(method, new Fault(status, headers, "error"));
  }

  /// Answers the next call of a method with `ok: false`.
  void refuseNext(String method, String code) {
    fault(method, new Fault(200, Map.of(), "{\"ok\":false,\"error\":\"%s\"}".formatted(code)));
  }

  private void fault(String method, Fault fault) {
    faults.computeIfAbsent(method, any -> new ConcurrentLinkedQueue<>()).add(fault);
  }

  /// Gives the bot's token other scopes.
  void grant(String newScopes) {
    scopes = newScopes;
  }

  /// All calls of a method, oldest first.
  public List<Call> calls(String method) {
    return calls.stream().filter(call -> call.method().equals(method)).toList();
  }

  public int openSockets() {
    return sockets.size();
  }

  /// How often a socket was opened, whether it is still open or not.
  public int connections() {
    return connections.get();
  }

  void dropSockets() {
    var dropped = List.copyOf(sockets);
    sockets.removeAll(dropped);
    dropped.forEach(socket -> socket.session.disconnect());
  }

  /// Delivers a slash command by the socket.
  ///
  /// @return whether it was acknowledged, whatever became of its answer
  public boolean command(String command, String text, String user) {
    return deliver("slash_commands", gson.toJsonTree(commandFields(command, text, user)));
  }

  /// Sends a slash command by the socket and waits for nothing.
  public Sent send(String command, String text, String user) {
    var id = UUID.randomUUID().toString();
    var fields = new HashMap<>(commandFields(command, text, user));
    fields.put("response_url", url() + "/reply/" + id);
    var envelope = envelope(id, "slash_commands", gson.toJsonTree(fields));
    var sent = new Sent(id, System.nanoTime());
    socket().send(envelope.toString());
    return sent;
  }

  /// When a command was acknowledged, by `System.nanoTime`.
  public Optional<Long> acknowledgedAt(Sent sent) {
    return Optional.ofNullable(acknowledged.get(sent.id()));
  }

  /// Forgets every call until now.
  public void forget() {
    calls.clear();
    acknowledged.clear();
  }

  /// The fields of a slash command, as its payload and as its form.
  public Map<String, String> commandFields(String command, String text, String user) {
    return Map.of(
        "command",
        command,
        "text",
        text,
        "user_id",
        user,
        "user_name",
        "name-of-" + user,
        "channel_id",
        "C0TEST",
        "team_id",
        "T0TEST",
        "api_app_id",
        "A0TEST",
        "token",
        "unused",
        "trigger_id",
        UUID.randomUUID().toString(),
        "response_url",
        url() + "/reply");
  }

  /// Delivers a press by the socket.
  boolean press(String actionId, String value, String user, boolean ephemeral) {
    var payload =
        Map.of(
            "type", "block_actions",
            "team", Map.of("id", "T0TEST"),
            "user", Map.of("id", user, "username", "name-of-" + user, "team_id", "T0TEST"),
            "channel", Map.of("id", "C0TEST", "name", "test"),
            "container",
                Map.of(
                    "type", "message",
                    "message_ts", "1763725500.000100",
                    "channel_id", "C0TEST",
                    "is_ephemeral", ephemeral),
            "trigger_id", UUID.randomUUID().toString(),
            "response_url", url() + "/reply",
            "actions", List.of(Map.of("type", "button", "action_id", actionId, "value", value)));
    return deliver("interactive", gson.toJsonTree(payload));
  }

  /// Delivers an envelope of its own with this content; by another socket if that closes meanwhile.
  boolean deliver(String type, JsonElement payload) {
    var id = UUID.randomUUID().toString();
    var envelope = envelope(id, type, payload).toString();
    for (var left = DELIVERIES; left > 0 && !acknowledged.containsKey(id); left--) {
      var socket = socket();
      socket.send(envelope);
      await().until(() -> acknowledged.containsKey(id) || !sockets.contains(socket));
    }
    return acknowledged.containsKey(id);
  }

  /// The newest; the bot may know of it before this side does.
  private WsContext socket() {
    await().until(() -> !sockets.isEmpty());
    return sockets.getLast();
  }

  private static JsonObject envelope(String id, String type, JsonElement payload) {
    var envelope = new JsonObject();
    envelope.addProperty("envelope_id", id);
    envelope.addProperty("type", type);
    envelope.addProperty("accepts_response_payload", true);
    envelope.add("payload", payload);
    return envelope;
  }

  private void method(Context context) {
    var method = context.pathParam("method");
    take(context, method, () -> answer(method, context));
  }

  /// Who sees a call sees what it did.
  private void take(Context context, String method, Supplier<String> answer) {
    var fault = Optional.ofNullable(faults.get(method)).map(Queue::poll);
    var call = new Call(method, arguments(context), context.body(), System.nanoTime());
    if (fault.isPresent()) {
      fault.get().headers().forEach(context::header);
      context.status(fault.get().status()).result(fault.get().body());
    } else {
      context.header("x-oauth-scopes", scopes).result(answer.get());
    }
    calls.add(call);
  }

  private static Map<String, String> arguments(Context context) {
    var all = new HashMap<String, String>();
    if (String.valueOf(context.contentType()).contains("form")) {
      context.formParamMap().forEach((name, values) -> all.put(name, values.getFirst()));
    }
    return all;
  }

  private String answer(String method, Context context) {
    int number = next.getAndIncrement();
    return switch (method) {
      case "auth.test" ->
          "{\"ok\":true,\"team\":\"Test\",\"team_id\":\"T0TEST\",\"user_id\":\"U0BOT\"}";
      case "apps.connections.open" ->
          "{\"ok\":true,\"url\":\"ws://127.0.0.1:%d/socket\"}".formatted(server.port());
      case "chat.postMessage" -> posted(context, number);
      case "files.getUploadURLExternal" ->
          "{\"ok\":true,\"file_id\":\"F%010d\",\"upload_url\":\"%s/upload/%d\"}"
              .formatted(number, url(), number);
      case "files.completeUploadExternal" -> "{\"ok\":true,\"files\":[]}";
      case "files.info" ->
          "{\"ok\":true,\"file\":{\"id\":\"F\",\"mimetype\":\"%s\"}}"
              .formatted(calls("files.info").isEmpty() ? "" : "image/png");
      case "users.info" -> user(String.valueOf(context.formParam("user")));
      case "usergroups.users.list" -> "{\"ok\":true,\"users\":[\"U0GROUP\",\"U0GUEST\"]}";
      case "conversations.open" -> "{\"ok\":true,\"channel\":{\"id\":\"D0TEST\"}}";
      case "conversations.info" ->
          "{\"ok\":true,\"channel\":{\"id\":\"C\",\"is_member\":true,\"is_archived\":false}}";
      case "conversations.history" ->
          "{\"ok\":true,\"has_more\":false,\"messages\":%s}".formatted(gson.toJson(history));
      default -> "{\"ok\":true}";
    };
  }

  private String posted(Context context, int number) {
    var ts = "1763725500.%06d".formatted(number);
    var metadata = JsonParser.parseString(String.valueOf(context.formParam("metadata")));
    history.add(Map.of("type", "message", "ts", ts, "metadata", metadata));
    return "{\"ok\":true,\"channel\":\"%s\",\"ts\":\"%s\"}"
        .formatted(context.formParam("channel"), ts);
  }

  private static String user(String id) {
    return "{\"ok\":true,\"user\":{\"id\":\"%s\",\"is_admin\":%s,\"is_restricted\":%s}}"
        .formatted(id, id.equals("U0ADMIN"), id.equals("U0GUEST"));
  }

  @Override
  public void close() {
    server.stop();
  }
}
