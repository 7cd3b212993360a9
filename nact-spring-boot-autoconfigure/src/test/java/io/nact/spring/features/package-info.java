/** What Spring offers to a bean, on actors: each feature on a proxied actor, and contexts as teams have them. */
@NullMarked
package io.nact.spring.features;

import org.jspecify.annotations.NullMarked;
