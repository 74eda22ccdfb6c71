/// Providers against recorded answers.
///
/// `fixtures/<type>/` holds a provider's answers and `routes.json`, which says which request gets
/// which. [FixtureApi] plays it:
///
/// ```
/// {
///   "now": "2026-11-21T12:00:00Z",
///   "options": {"project": "proj_alpha01"},
///   "routes": [
///     {"request": "GET /v1/costs", "query": {"page": "2"}, "answer": "costs_2.json"},
///     {"request": "GET /v1/costs", "answer": "costs.json"},
///     {"request": "POST /v1/chat", "body": "gpt-5", "answer": "chat.json", "headers": "chat.headers"},
///     {"request": "GET /v1/limit", "answer": "error_404.json", "status": 404}
///   ]
/// }
/// ```
///
/// `now` and `options` may be left out: required options get values by themselves. The first route
/// that fits wins: method and path are equal (a route may say `GET https://host/path` where several
/// hosts are asked), every field of `query` is among the request's, and the request's body contains
/// `body`. `headers` names a file of a status line and headers; its status counts. A request
/// without a route fails the test, so what a vendor answers 404 to is a route too.
@NullMarked
package dev.headroom.provider;

import org.jspecify.annotations.NullMarked;
