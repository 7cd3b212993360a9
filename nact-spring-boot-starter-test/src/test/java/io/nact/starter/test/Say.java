package io.nact.starter.test;

import io.nact.Request;

record Say(String text) implements Request<String> {}
