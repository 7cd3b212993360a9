package io.nact.spring.registration.samename;

import io.nact.Receive;
import io.nact.spring.Actor;

@Actor("greeter")
class SecondGreeter {

    @Receive
    void greet(String message) {}
}
