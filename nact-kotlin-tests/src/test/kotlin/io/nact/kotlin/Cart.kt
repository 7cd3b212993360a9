package io.nact.kotlin

import io.nact.Receive
import io.nact.Request
import io.nact.spring.EntityActor
import io.nact.spring.EntityId
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage

sealed interface CartMessage

data class Add(val item: String) : CartMessage

data class Find(val item: String) : CartMessage, Request<String?>

data object Clear : CartMessage, Request<Void?>

data object Total : CartMessage, Request<Int>

@EntityActor
class Cart(@EntityId private val id: String) {
    private val items = mutableListOf<String>()

    @Receive
    fun add(message: Add) {
        items += message.item
    }

    @Receive
    fun find(message: Find): String? = items.find { it == message.item }?.let { "$it of $id" }

    @Receive
    fun clear(message: Clear) = items.clear()

    @Receive
    fun total(message: Total): CompletionStage<Int> = CompletableFuture.completedFuture(items.size)
}
