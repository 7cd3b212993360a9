package io.nact.starter;

import io.nact.Request;

record Greet(String name) implements Request<String> {}
