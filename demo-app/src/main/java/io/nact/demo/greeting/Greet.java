package io.nact.demo.greeting;

import io.nact.Request;

record Greet(String name) implements Request<String> {} // Request<R>: R is the type of the reply
