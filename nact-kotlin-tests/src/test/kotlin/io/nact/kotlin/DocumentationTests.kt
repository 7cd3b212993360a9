package io.nact.kotlin

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.TestFactory
import java.nio.file.Path
import kotlin.io.path.Path
import kotlin.io.path.extension
import kotlin.io.path.readText
import kotlin.io.path.walk

/** Each Kotlin snippet of docs/ stands in a source of this module, so that it compiles and runs. */
class DocumentationTests {

    @TestFactory
    fun everyKotlinSnippetStandsInASource(): List<DynamicTest> {
        val sources = Path("src/test/kotlin").files("kt").map { it.words() }
        val snippets = Path("../docs").files("md").flatMap { page ->
            SNIPPET.findAll(page.readText()).map { it.groupValues[1] }
        }
        assertThat(snippets).isNotEmpty()
        return snippets.map { snippet ->
            DynamicTest.dynamicTest(snippet.lines().first()) {
                assertThat(sources).anyMatch { source -> snippet.words() in source }
            }
        }
    }

    private fun Path.files(extension: String) = walk().filter { it.extension == extension }.toList()

    private fun Path.words() = readText().words()

    /** Layout aside. */
    private fun String.words() = trim().split(Regex("\\s+")).joinToString(" ")

    private companion object {

        val SNIPPET = Regex("^```kotlin\\n(.*?)^```", setOf(RegexOption.DOT_MATCHES_ALL, RegexOption.MULTILINE))
    }
}
