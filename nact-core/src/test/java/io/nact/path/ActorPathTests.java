package io.nact.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActorPathTests {

    private final ActorPath root = ActorPath.root("shop");

    private final ActorPath cart = root.child("carts").child("42");

    @Test
    void knowsItsPlace() {
        assertThat(cart.name()).isEqualTo("42");
        assertThat(cart.system()).isEqualTo("shop");
        assertThat(cart.elements()).containsExactly("carts", "42");
        assertThat(cart.parent()).contains(root.child("carts"));
        assertThat(cart).hasToString("nact://shop/carts/42");
    }

    @Test
    void isTheSystemAtTheRoot() {
        assertThat(root.name()).isEqualTo("shop");
        assertThat(root.system()).isEqualTo("shop");
        assertThat(root.elements()).isEmpty();
        assertThat(root.parent()).isEmpty();
        assertThat(root).hasToString("nact://shop");
    }

    @Test
    void isEqualByItsNamesAndNotByItsText() {
        assertThat(cart)
                .isEqualTo(ActorPath.root("shop").child("carts").child("42"))
                .hasSameHashCodeAs(ActorPath.root("shop").child("carts").child("42"))
                .isNotEqualTo(root)
                .isNotEqualTo(root.child("carts/42"))
                .isNotEqualTo(root.child("carts").child("43"))
                .isNotEqualTo(ActorPath.root("other").child("carts").child("42"))
                .isNotEqualTo("nact://shop/carts/42")
                .isNotEqualTo(null);
        assertThat(root).isNotEqualTo(ActorPath.root("x").child("shop"));
    }

    @ParameterizedTest
    @MethodSource("io.nact.path.PathEncodingTests#names")
    void isParsedFromItsText(String name) {
        ActorPath path = ActorPath.root(name).child(name).child("between").child(name);

        ActorPath parsed = ActorPath.parse(path.toString());

        assertThat(parsed).isEqualTo(path).hasSameHashCodeAs(path).hasToString(path.toString());
        assertThat(parsed.system()).isEqualTo(name);
        assertThat(parsed.elements()).isEqualTo(List.of(name, "between", name));
    }

    @Test
    void isParsedFromItsTextWhateverTheNames() {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            ActorPath path = ActorPath.root(PathEncodingTests.randomName(random));
            for (int depth = random.nextInt(4); depth > 0; depth--) {
                path = path.child(PathEncodingTests.randomName(random));
            }
            assertThat(ActorPath.parse(path.toString())).isEqualTo(path);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop/carts",
                "http://shop",
                "nact:/shop",
                "nact://",
                "nact://shop/",
                "nact://shop//42",
                "nact://shop/%" + "zz"
            })
    void refusesWhatIsNoPath(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ActorPath.parse(text));
    }

    @Test
    void mayBeDeep() {
        ActorPath path = root;
        for (int i = 0; i < 10_000; i++) {
            path = path.child("d");
        }
        assertThat(ActorPath.parse(path.toString())).isEqualTo(path).hasSameHashCodeAs(path);
    }

    @Test
    void hasNoNullNames() {
        assertThatNullPointerException().isThrownBy(() -> root.child(null));
        assertThatNullPointerException().isThrownBy(() -> ActorPath.root(null));
    }
}
