export const tracking = {
  title: 'Resi'
};
