package io.nact.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandKeyTests {

    @ParameterizedTest
    @ValueSource(strings = {"1", "123e4567-e89b-12d3-a456-426614174000", "order/42?x=%20&y~", "x#"})
    void whatCanBeAKeyIsOne(String id) {
        assertThat(CommandKey.of(id).value()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "\u0000", "ä", "\uD83D\uDE00", "\uD83D", "#a", "\u007F"})
    void anyOtherTextHasADigest(String id) {
        assertThat(CommandKey.of(id).value()).startsWith("#").hasSize(44);
        assertThat(CommandKey.of(id)).isEqualTo(CommandKey.of(id));
    }

    @Test
    void aTextMayBeOfAnyLength() {
        assertThat(CommandKey.of("x".repeat(64)).value()).hasSize(64);
        assertThat(CommandKey.of("x".repeat(65)).value()).hasSize(44);
        assertThat(CommandKey.of("x".repeat(100_000)).value()).hasSize(44);
    }

    @Test
    void differentTextsHaveDifferentKeys() {
        List<String> ids = List.of("", " ", "a", "A", "a ", "\uD83D", "\uDE00", "?", "#", "##", "é", "e\u0301");

        assertThat(ids.stream().map(CommandKey::of)).doesNotHaveDuplicates();
        String digest = CommandKey.of("ä").value();
        assertThat(CommandKey.of(digest)).isNotEqualTo(CommandKey.of("ä"));
    }

    @Test
    void whatIsNoKeyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CommandKey(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new CommandKey("a b"));
        assertThatIllegalArgumentException().isThrownBy(() -> new CommandKey("x".repeat(65)));
    }
}
