package io.nact.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistenceIdTests {

    @Test
    void theKeyIsTypeAndId() {
        PersistenceId id = PersistenceId.of("account", "42");

        assertThat(id.type()).isEqualTo("account");
        assertThat(id.id()).isEqualTo("42");
        assertThat(id.key()).isEqualTo("account|42").hasToString("account|42");
    }

    @Test
    void whatAnIdMeansToItsUserStands() {
        assertThat(PersistenceId.of("account", "Zoë | 漢 \uD83D\uDE00").key()).isEqualTo("account|Zoë | 漢 \uD83D\uDE00");
    }

    @Test
    void whatADatabaseCouldNotTellApartIsWrittenOut() {
        assertThat(PersistenceId.of("a", "x ").key()).isEqualTo("a|x%0020");
        assertThat(PersistenceId.of("a", " x").key()).isEqualTo("a| x");
        assertThat(PersistenceId.of("a", "x\ny\u0000").key()).isEqualTo("a|x%000Ay%0000");
        assertThat(PersistenceId.of("a", "\uD83D").key()).isEqualTo("a|%D83D");
        assertThat(PersistenceId.of("a", "\uDE00\uD83D").key()).isEqualTo("a|%DE00%D83D");
        assertThat(PersistenceId.of("a", "100%").key()).isEqualTo("a|100%0025");
    }

    @ParameterizedTest
    @ValueSource(ints = {253, 254, 10_000})
    void aKeyIsNeverLongerThan255Bytes(int length) {
        PersistenceId id = PersistenceId.of("a", "x".repeat(length));

        assertThat(id.id()).hasSize(length);
        assertThat(id.key()).hasSizeLessThanOrEqualTo(255).startsWith("a|xxx");
        assertThat(id.key().contains("%#")).isEqualTo(length > 253);
    }

    @Test
    void aLongKeyIsCutBetweenCharacters() {
        PersistenceId id = PersistenceId.of("a", "\uD83D\uDE00".repeat(100));

        String key = id.key();
        assertThat(key.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
        assertThat(new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(key);
    }

    @Test
    void longIdsThatDifferAtTheEndHaveKeysOfTheirOwn() {
        String long1 = "x".repeat(300) + "1";
        String long2 = "x".repeat(300) + "2";

        assertThat(PersistenceId.of("a", long1)).isNotEqualTo(PersistenceId.of("a", long2));
        assertThat(PersistenceId.of("a", long1)).isEqualTo(PersistenceId.of("a", long1));
    }

    @Test
    void nobodyCanChooseAnIdWithTheKeyOfALongOne() {
        PersistenceId longOne = PersistenceId.of("a", "x".repeat(300));

        String chosen = longOne.key().substring(2);

        assertThat(PersistenceId.of("a", chosen)).isNotEqualTo(longOne);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"42", "", "Zoë | 漢 \uD83D\uDE00", "x ", "x\ny\u0000", "\uDE00\uD83D", "100%", "%0020", "%#"})
    void anIdIsFoundAgainByItsKey(String id) {
        PersistenceId stored = PersistenceId.of("account", id);

        PersistenceId found = PersistenceId.ofKey(stored.key());

        assertThat(found).isEqualTo(stored).hasToString(stored.key());
        assertThat(found.type()).isEqualTo("account");
        assertThat(found.id()).isEqualTo(id);
        assertThat(found.slice()).isEqualTo(stored.slice());
    }

    @Test
    void ofALongIdTheKeyKnowsTheBeginning() {
        PersistenceId stored = PersistenceId.of("a", "x".repeat(300));

        PersistenceId found = PersistenceId.ofKey(stored.key());

        assertThat(found).isEqualTo(stored);
        assertThat(found.id()).isEqualTo(stored.key().substring(2)).startsWith("xxx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "account", "|42"})
    void whatIsNoKeyIsRefused(String key) {
        assertThatThrownBy(() -> PersistenceId.ofKey(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("not '%s'".formatted(key));
    }

    @Test
    void theSliceIsTheSameOnEveryMachine() {
        assertThat(PersistenceId.of("account", "42").slice()).isEqualTo(Math.floorMod("account|42".hashCode(), 1024));
        assertThat(PersistenceId.of("account", "-1").slice()).isBetween(0, 1023);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a|b", "a b", "ä", "a%"})
    void aTypeIsAPlainWord(String type) {
        assertThatThrownBy(() -> PersistenceId.of(type, "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + type + "'");
    }

    @Test
    void aTypeIsShort() {
        assertThat(PersistenceId.of("a".repeat(100), "1").type()).hasSize(100);
        assertThatThrownBy(() -> PersistenceId.of("a".repeat(101), "1")).isInstanceOf(IllegalArgumentException.class);
    }
}
