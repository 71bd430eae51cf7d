// For scripts in bench/, which has another version of GraphQL among its own dependencies.
export { execute, type FieldNode, type GraphQLResolveInfo, getOperationAST, parse } from 'graphql'
