package dev.headroom.demo;

/// What a simulated vendor answers: a status and a JSON document.
record Reply(int status, String json) {

  static Reply ok(String json) {
    return new Reply(200, json);
  }
}
