package dev.headroom.chat.discord;

import static dev.headroom.testing.Eventually.await;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/// A Discord of our own on loopback: the gateway that JDA needs, and the few routes that Headroom
/// uses. It remembers every request, and fails when it is told to.
public final class FakeDiscord implements AutoCloseable {

  public static final String TOKEN = "fake.discord.token";

  /// A channel that the bot may write to.
  public static final String CHANNEL = World.OPS;

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final List<DataObject> messages = new CopyOnWriteArrayList<>();
  private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
  private final ConcurrentLinkedDeque<WsContext> sockets = new ConcurrentLinkedDeque<>();
  private final List<DataObject> dispatched = new CopyOnWriteArrayList<>();
  private final List<Integer> opcodes = new CopyOnWriteArrayList<>();
  private final AtomicInteger ids = new AtomicInteger(1000);
  private final Javalin server;

  /// One request. For uploads, `body` is what stands in `payload_json`.
  public record Call(String method, String path, DataObject body, boolean hasFile, long nanos) {
    String route() {
      return method + " " + path;
    }
  }

  /// What happens to the next request whose method and path start like `route`.
  record Fault(String route, int status, String body) {}

  public FakeDiscord() {
    this(0);
  }

  FakeDiscord(int port) {
    server =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.routes.ws(
              "/",
              socket -> {
                socket.onConnect(this::hello);
                socket.onMessage(this::receive);
                socket.onClose(closed -> sockets.remove(closed));
              });
          config.routes.get("/api/v10/<path>", this::handle);
          config.routes.post("/api/v10/<path>", this::handle);
          config.routes.put("/api/v10/<path>", this::handle);
          config.routes.patch("/api/v10/<path>", this::handle);
        });
    server.start("127.0.0.1", port);
  }

  int port() {
    return server.port();
  }

  public String apiUrl() {
    return "http://127.0.0.1:" + port() + "/api/v10/";
  }

  /// The next request whose method and path start like `route` is answered with `status`.
  void fail(String route, int status) {
    fail(route, status, 0, "planned");
  }

  void fail(String route, int status, int code, String message) {
    var body = DataObject.empty().put("code", code).put("message", message);
    faults.add(new Fault(route, status, body.put("retry_after", 0.3).toString()));
  }

  /// Cuts the socket, as a network does: what is sent from now on does not go through it.
  void cut() {
    var cut = List.copyOf(sockets);
    cut.forEach(socket -> socket.session.disconnect());
    await().until(() -> Collections.disjoint(sockets, cut));
  }

  /// Ends the connection as Discord does, with its code.
  void end(int code) {
    sockets.forEach(socket -> socket.closeSession(code, "ended"));
  }

  public List<Call> calls(String start) {
    return calls.stream().filter(call -> call.route().startsWith(start)).toList();
  }

  /// The opcodes that the bot sent: 2 identify, 6 resume.
  public List<Integer> opcodes() {
    return List.copyOf(opcodes);
  }

  Optional<DataObject> message(String id) {
    return messages.stream().filter(message -> message.getString("id").equals(id)).findFirst();
  }

  public List<DataObject> messages() {
    return List.copyOf(messages);
  }

  /// How long after its event a call about an interaction came.
  public double millisecondsTo(Call call, String interaction) {
    return (call.nanos() - sentAt.getOrDefault(interaction, 0L)) / 1e6;
  }

  /// Forgets every call until now.
  public void forget() {
    calls.clear();
    sentAt.clear();
  }

  /// Gives a command without options in a channel, and answers its interaction's id.
  public String command(String name) {
    return interact(
        World.command(World.ADA, List.of(), Map.of("id", "701", "name", name, "type", 1)));
  }

  /// What the bot made of the answer to an interaction, oldest first.
  public List<Call> answers(String interaction) {
    return calls("PATCH webhooks/" + World.BOT + "/token-" + interaction + "/messages/@original");
  }

  /// Sends an interaction to the bot, and answers its id.
  String interact(DataObject interaction) {
    var id = String.valueOf(ids.incrementAndGet());
    sentAt.put(id, System.nanoTime());
    dispatch(
        "INTERACTION_CREATE",
        interaction.put("id", id).put("token", "token-" + id).put("application_id", World.BOT),
        sockets);
    return id;
  }

  private void hello(WsContext socket) {
    socket.session.setIdleTimeout(java.time.Duration.ofMinutes(5));
    sockets.add(socket);
    send(socket, 10, DataObject.empty().put("heartbeat_interval", 41_250));
  }

  private void receive(WsMessageContext socket) {
    var message = DataObject.fromJson(socket.message());
    opcodes.add(message.getInt("op"));
    switch (message.getInt("op")) {
      case 1 -> send(socket, 11, null);
      case 2 -> {
        dispatch("READY", World.ready("ws://127.0.0.1:" + port()), List.of(socket));
        dispatch("GUILD_CREATE", World.guild(), List.of(socket));
      }
      case 6 -> {
        int seen = message.getObject("d").getInt("seq");
        dispatched.stream()
            .filter(event -> event.getInt("s") > seen)
            .forEach(event -> socket.send(event.toString()));
        dispatch("RESUMED", DataObject.empty(), List.of(socket));
      }
      default -> {}
    }
  }

  private synchronized void dispatch(
      String type, DataObject data, Collection<? extends WsContext> to) {
    var event =
        DataObject.empty()
            .put("op", 0)
            .put("t", type)
            .put("s", dispatched.size() + 1)
            .put("d", data);
    dispatched.add(event);
    to.forEach(socket -> socket.send(event.toString()));
  }

  private static void send(
      WsContext socket, int op, @org.jspecify.annotations.Nullable DataObject data) {
    socket.send(DataObject.empty().put("op", op).put("d", data).toString());
  }

  /// Who sees a call sees what it did.
  private void handle(Context context) {
    var call = call(context);
    context.header("Via", "fake").contentType("application/json");
    var fault =
        List.copyOf(faults).stream()
            .filter(planned -> call.route().startsWith(planned.route()))
            .filter(faults::remove)
            .findFirst();
    if (fault.isPresent()) {
      context.status(fault.get().status()).result(fault.get().body());
    } else if (!("Bot " + TOKEN).equals(context.header("Authorization"))
        && !call.path().startsWith("interactions/")) {
      context.status(401).result("{\"message\": \"401: Unauthorized\", \"code\": 0}");
    } else {
      answer(context, call);
    }
    calls.add(call);
  }

  private void answer(Context context, Call call) {
    var path = call.path();
    if (path.endsWith("/callback")) {
      context.status(204);
    } else if (path.endsWith("/messages") && call.method().equals("POST")) {
      context.result(post(call).toString());
    } else if (path.endsWith("/messages")) {
      var list = DataArray.empty();
      messages.forEach(list::add);
      context.result(list.toString());
    } else if (call.method().equals("PATCH")) {
      context.result(DataObject.empty().put("id", path.replaceAll(".*/", "")).toString());
    } else if (call.method().equals("PUT")) {
      context.result("[]");
    } else if (path.equals("gateway")) {
      context.result("{\"url\": \"ws://127.0.0.1:%d\"}".formatted(port()));
    } else {
      World.find(path)
          .ifPresentOrElse(
              context::result,
              () ->
                  context
                      .status(404)
                      .result("{\"message\": \"Unknown Channel\", \"code\": 10003}"));
    }
  }

  private synchronized DataObject post(Call call) {
    var nonce = call.body().getString("nonce", "");
    var twin =
        messages.stream().filter(each -> each.getString("nonce", "").equals(nonce)).findFirst();
    return twin.orElseGet(() -> {
      var message = call.body().put("id", String.valueOf(ids.incrementAndGet()));
      messages.add(message);
      return message;
    });
  }

  private static Call call(Context context) {
    boolean upload = String.valueOf(context.contentType()).startsWith("multipart");
    var text = upload ? part(context) : context.body();
    return new Call(
        context.method().name(),
        context.pathParam("path"),
        text.startsWith("{")
            ? DataObject.fromJson(text)
            : DataObject.empty().put("list", text.isEmpty() ? "" : text),
        upload,
        System.nanoTime());
  }

  private static String part(Context context) {
    var text = context.body();
    int start = text.indexOf("\r\n\r\n", text.indexOf("name=\"payload_json\"")) + 4;
    return text.substring(start, text.indexOf("\r\n--", start));
  }

  @Override
  public void close() {
    server.stop();
  }
}
