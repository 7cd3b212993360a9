package io.nact.kotlin

import org.assertj.core.api.Assertions.assertThat
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Path
import kotlin.io.path.writeText

/** Kotlin's compiler knows which of nact's types take null. That it accepts what is right, the other tests show. */
class NullabilityTests {

    @TempDir
    lateinit var folder: Path

    @Test
    fun refusesNullWhereNoneBelongs() {
        val refused = mapOf(
            "ref.tell(null)" to "null cannot be a value of a non-null type 'Any'.",
            "ref.ask(Find()).get().length" to "only safe (?.) or non-null asserted (!!.) calls are allowed on a nullable receiver of type 'String?'.",
            "ref.call(Find()).length" to "only safe (?.) or non-null asserted (!!.) calls are allowed on a nullable receiver of type 'String?'.",
            "ref.adapt { text: String -> null }" to "null cannot be a value of a non-null type 'Any'.",
            "nobody<Any?>()" to "type argument is not within its bounds: must be subtype of 'Any'.",
            "stateful(0) { count: Int, message: Any, ctx -> null }" to "null cannot be a value of a non-null type 'Int'.",
            "entities.get(null)" to "null cannot be a value of a non-null type 'String'.",
            "context.replyTo(Total()).reply(null)" to "null cannot be a value of a non-null type 'Int'.",
        )
        assertThat(errors(refused.keys)).isEqualTo(refused)
    }

    /** What the compiler says about each statement. */
    private fun errors(statements: Set<String>): Map<String, String> {
        val source = folder.resolve("Source.kt")
        val functions = statements.mapIndexed { i, statement ->
            "fun f$i(ref: ActorRef<Any>, entities: Entities<Any>, context: ActorContext<Any>) { $statement }"
        }
        source.writeText((functions + REQUESTS).joinToString("\n", prefix = "$IMPORTS\n"))
        val output = ByteArrayOutputStream()
        K2JVMCompiler().exec(
            PrintStream(output),
            "-no-stdlib", "-classpath", System.getProperty("java.class.path"), "-d", folder.toString(), source.toString(),
        )
        return ERROR.findAll(output.toString()).associate { error ->
            val (line, message) = error.destructured
            statements.elementAt(line.toInt() - 2) to message
        }
    }

    private companion object {

        const val IMPORTS = "import io.nact.*; import io.nact.ActorRef.nobody; import io.nact.Behaviors.stateful"

        val REQUESTS = listOf("class Find : Request<String?>", "class Total : Request<Int>")

        val ERROR = Regex("""Source\.kt:(\d+):\d+: error: (.*)""")
    }
}
