package io.nact.inspect;

import java.util.List;

/**
 * Some of the children of one actor, in the order of their spawning.
 *
 * @param actors those of this page
 * @param page its number, from 0 on
 * @param size how many fit on a page
 * @param total how many children there are
 */
public record Page(List<ActorRow> actors, int page, int size, int total) {}
