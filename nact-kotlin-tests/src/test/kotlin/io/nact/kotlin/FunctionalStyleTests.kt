package io.nact.kotlin

import io.nact.ActorRef
import io.nact.ActorSystem
import io.nact.Behaviors
import io.nact.Request
import io.nact.supervision.Directive
import io.nact.system.ActorSystems
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import java.time.Duration

/** Behaviours as lambdas. */
class FunctionalStyleTests {

    private val system: ActorSystem = ActorSystems.start("kotlin")

    @AfterEach
    fun stop() {
        system.stop().join()
    }

    @Test
    fun keepsStateInALambda() {
        val visits = system.spawn("visits", Behaviors.stateful(Visit::class.java, 0) { count, message, ctx ->
            ctx.replyTo(message).reply(count + 1)
            count + 1
        })
        visits.tell(Visit("a"))
        assertThat(visits.call(Visit("b"))).isEqualTo(2)
    }

    @Test
    fun mayHaveNoState() {
        val last = system.spawn("last", Behaviors.stateful<String?, Visit>(null) { before, message, ctx ->
            ctx.replyTo(message).reply(before?.length ?: -1)
            message.page
        })
        assertThat(last.call(Visit("abc"))).isEqualTo(-1)
        assertThat(last.call(Visit("x"))).isEqualTo(3)
    }

    @Test
    fun answersTheReferenceInAMessage() {
        val echo = system.spawn("echo", Behaviors.stateless<Echo> { message, _ -> message.replyTo.tell(message.text) })
        val answer = echo.ask({ replyTo -> Echo("hi", replyTo) }, Duration.ofSeconds(10))
        assertThat(answer.get()).isEqualTo("hi")
    }

    @Test
    fun takesAPolicyAfterTheLambda() {
        val fragile = Behaviors
            .stateful(Visit::class.java, 0) { count, message, ctx ->
                check(message.page != "broken") { "no such page" }
                ctx.replyTo(message).reply(count + 1)
                count + 1
            }
            .onCrash { Directive.RESUME }
        val visits = system.spawn("fragile", fragile)
        visits.call(Visit("a"))
        visits.tell(Visit("broken"))
        assertThat(visits.call(Visit("b"))).isEqualTo(2)
    }

    data class Visit(val page: String) : Request<Int>

    data class Echo(val text: String, val replyTo: ActorRef<String>)
}
