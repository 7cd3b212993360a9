package io.nact.kotlin

import io.nact.Receive
import io.nact.Request
import io.nact.spring.Actor

data class Greet(val name: String) : Request<String>

@Actor
class Greeter {
    private val seen = mutableMapOf<String, Int>() // plain fields: only this actor's turn touches them

    @Receive
    fun greet(message: Greet) = // the return value answers an ask
        "Hello ${message.name}, time ${seen.merge(message.name, 1, Int::plus)}"
}
