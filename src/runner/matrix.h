/* matrix.h - a matrix of the corpus, expanded to one case a cell. */
#ifndef H204_RUNNER_MATRIX_H
#define H204_RUNNER_MATRIX_H

#include "case.h"
#include "yaml_tree.h"

/* The cells of the mapping `matrix`, rows before columns before follows.  Their chapter, about and
 * file are those of `like`; complains and returns false where the matrix is malformed, or a cell
 * not decided. */
bool matrix_expand(const yaml_source *source, const yaml_node *matrix, const corpus_case *like,
                   corpus_case **cells, size_t *count);

#endif
