"""Network analysis of the graph in process, with networkx's names and results.

- `projections.project(graph, name)`: one simple weighted graph for algorithms, out of the graph of facts.
- `centrality.compute(graph, measure)`: degree, betweenness and the like of its nodes.
- `communities.communities(graph)`: who stands closer together, and what holds them.
- `paths.paths(source, a, b)`: the best paths of evidence between two things.
"""
