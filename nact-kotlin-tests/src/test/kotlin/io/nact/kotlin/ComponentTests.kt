package io.nact.kotlin

import io.nact.ActorContext
import io.nact.ActorRef
import io.nact.Entities
import io.nact.Receive
import io.nact.component.InvalidComponentException
import io.nact.spring.Actor
import io.nact.spring.autoconfigure.NactAutoConfiguration
import org.aopalliance.intercept.MethodInterceptor
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator
import org.springframework.aop.support.DefaultPointcutAdvisor
import org.springframework.aop.support.NameMatchMethodPointcut
import org.springframework.boot.autoconfigure.AutoConfigurations
import org.springframework.boot.test.context.runner.ApplicationContextRunner
import org.springframework.context.annotation.Bean
import kotlin.reflect.KClass

/** Components in Kotlin, and the beans that send them messages. */
class ComponentTests {

    @Test
    fun answersADataClass() {
        contextWith(Greeter::class, Desk::class).run { context ->
            val greeter = context.getBean(Desk::class.java).greeter
            assertThat(greeter.ask(Greet("Erlich")).get()).isEqualTo("Hello Erlich, time 1")
            val answer: String = greeter.call(Greet("Erlich"))
            assertThat(answer).isEqualTo("Hello Erlich, time 2")
        }
    }

    @Test
    fun takesObjectsAndGivesNullWhereTheRequestSaysSo() {
        contextWith(Cart::class, Shop::class).run { context ->
            val cart = context.getBean(Shop::class.java).carts.get("42")
            cart.tell(Add("milk"))
            val found: String? = cart.call(Find("milk"))
            assertThat(found).isEqualTo("milk of 42")
            assertThat(cart.call(Find("beer"))).isNull()
            assertThat(cart.call(Total)).isEqualTo(1)
            cart.call(Clear)
            assertThat(cart.call(Total)).isZero()
        }
    }

    @Test
    fun needsNoOpenClassWithoutAProxy() {
        assertThat(java.lang.reflect.Modifier.isFinal(Closed::class.java.modifiers)).isTrue()
        contextWith(Closed::class, Adder::class).run { context ->
            val adder = context.getBean(Adder::class.java)
            adder.lower.tell(Add("milk"))
            assertThat(adder.lower.name()).isEqualTo("closed")
        }
    }

    @Test
    fun opensAnActorForProxiesByThePluginForSpring() {
        contextWith(Greeter::class, Desk::class, Advice::class).run { context ->
            val greeter = context.getBean(Desk::class.java).greeter
            assertThat(greeter.call(Greet("Erlich"))).isEqualTo("Hello Erlich, time 1!")
        }
    }

    @Test
    fun wantsAHandlerForEachMessageOfASealedInterface() {
        contextWith(Incomplete::class).run { context ->
            assertThat(context.startupFailure)
                .isInstanceOf(InvalidComponentException::class.java)
                .hasMessageContaining("has no handler for: Clear, Find, Total.")
        }
    }

    @Test
    fun refusesAHandlerThatSuspends() {
        contextWith(Suspending::class).run { context ->
            assertThat(context.startupFailure)
                .isInstanceOf(InvalidComponentException::class.java)
                .hasMessageContaining("add(Add, Continuation<? super kotlin.Unit>) does not take a message, or a message and then the context.")
        }
    }

    private fun contextWith(vararg classes: KClass<*>) = ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(NactAutoConfiguration::class.java))
        .withUserConfiguration(*classes.map { it.java }.toTypedArray())

    class Desk(val greeter: ActorRef<Greet>)

    class Shop(val carts: Entities<CartMessage>)

    class Adder(val lower: ActorRef<in Add>)

    @Actor("closed")
    final class Closed {
        @Receive
        fun add(message: Add, context: ActorContext<Add>) = context.log().info("got {}", message.item)
    }

    @Actor("incomplete", protocol = CartMessage::class)
    class Incomplete {
        @Receive
        fun add(message: Add) {
        }
    }

    @Actor("suspending")
    class Suspending {
        @Receive
        suspend fun add(message: Add) {
        }
    }

    class Advice {
        @Bean
        fun proxies() = DefaultAdvisorAutoProxyCreator()

        @Bean
        fun exclaiming() = DefaultPointcutAdvisor(
            NameMatchMethodPointcut().addMethodName("greet"),
            MethodInterceptor { "${it.proceed()}!" },
        )
    }
}
